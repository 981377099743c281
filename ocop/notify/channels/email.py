"""E-mail by Django's back end (SMTP, files in the demo)."""

from django.core.mail import EmailMessage

from ocop.notify.channels import Letter, Unreachable


class EmailAdapter:
    def send(self, letter: Letter) -> str:
        parts = (letter.text, letter.url, letter.party and f"Gửi cho: {letter.party}")
        message = EmailMessage(
            subject=f"[OCOP] {letter.subject}",
            body="\n\n".join(part for part in parts if part),
            to=[letter.to],
            headers={"X-OCOP-Notice": letter.id, "Message-ID": f"<{letter.id}@ocop>"},
        )
        try:
            message.send()
        except Exception as error:  # whatever the mail server throws
            raise Unreachable(f"{type(error).__name__}: {error}") from error
        return letter.id
