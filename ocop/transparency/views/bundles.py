"""The fuller bundles, for those who may see what is in them."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from ocop.audit import record
from ocop.core.clock import now
from ocop.core.guards import get_visible_or_404, guard
from ocop.documents.access import may_read, may_read_original
from ocop.documents.models import StoredFile
from ocop.transparency.bundling import make_bundle
from ocop.transparency.policies import OFFICE, PARTY, edition_for
from ocop.transparency.queries.certificates import certificates
from ocop.transparency.views.files import attachment, bundle_name


@require_GET
@guard(*OFFICE, *PARTY)
def work_bundle(request: HttpRequest, token: str) -> HttpResponse:
    """As full as this acting may have it; taking it is an event in the trail."""
    acting, at = request.acting, now()  # type: ignore[attr-defined]
    seen = get_visible_or_404(certificates(), acting, token=token)
    edition = edition_for(seen, by=acting)

    def readable(file: StoredFile) -> bool:
        return may_read_original(file, acting) if file.is_picture else may_read(file, acting)

    content = make_bundle(seen, edition, at=at, may_read=readable)
    with transaction.atomic():
        record("bundle.taken", about=seen, by=acting, at=at, data={"edition": edition, "bytes": len(content)})
    return attachment(content, "application/zip", bundle_name(seen.number_text))
