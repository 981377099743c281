"""Plans in the work area, under /lam-viec/."""

from django.urls import path

from ocop.core.permissions import Permission as P
from ocop.documents.intake.pages import intake_urls
from ocop.plans.importing import LineImporter, TaskImporter
from ocop.plans.views import contents, plans, steps, working

app_name = "plans"
urlpatterns = [
    path("ke-hoach/", plans.plans, name="plans"),
    path("ke-hoach/xuat/", plans.export, name="export"),
    path("ke-hoach/qua-han/", plans.late, name="late"),
    path("ke-hoach/moi/", steps.create, name="create"),
    *intake_urls(TaskImporter, P.PLAN_MANAGE, at="ke-hoach/nhap-nhiem-vu/", back=("plans:plans", "Kế hoạch")),
    *intake_urls(LineImporter, P.PLAN_MANAGE, at="ke-hoach/nhap-kinh-phi/", back=("plans:plans", "Kế hoạch")),
    path("ke-hoach/<slug:code>/", plans.plan, name="plan"),
    path("ke-hoach/<slug:code>/excel/", plans.workbook, name="workbook"),
    path("ke-hoach/<slug:code>/lich-su/", plans.history, name="history"),
    path("ke-hoach/<slug:code>/cap-duoi/", plans.below, name="below"),
    path("ke-hoach/<slug:code>/thong-tin/", steps.edit, name="edit"),
    path("ke-hoach/<slug:code>/buoc/<slug:name>/", steps.move, name="move"),
    path("ke-hoach/<slug:code>/dieu-chinh/", steps.amend, name="amend"),
    path("ke-hoach/<slug:code>/muc/<slug:kind>/", contents.items, name="items"),
    path("ke-hoach/<slug:code>/muc/<slug:kind>/<int:pk>/", contents.item, name="item"),
    path("ke-hoach/<slug:code>/muc/<slug:kind>/<int:pk>/bo/", contents.remove, name="remove"),
    path("ke-hoach/<slug:code>/nhiem-vu/<int:pk>/", working.task, name="task"),
    path("ke-hoach/<slug:code>/kinh-phi/<int:pk>/", working.line, name="line"),
]
