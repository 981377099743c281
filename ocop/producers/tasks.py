"""Background work of producers."""

from django_tasks import task

from ocop.producers.models import Invitation


@task()
def send_invitation(invitation_id: int) -> None:
    from ocop.producers.actions.people import mail_invitation

    invitation = (
        Invitation.objects.select_related("producer").filter(pk=invitation_id, cancelled_at=None).first()
    )
    if invitation:
        mail_invitation(invitation)
