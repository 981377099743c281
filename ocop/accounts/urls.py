app_name = "accounts_public"
urlpatterns: list = []
