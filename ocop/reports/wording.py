"""What the events of this app are called."""

VERBS = {
    "report.made": "Lập báo cáo",
    "report.template_added": "Tải lên mẫu báo cáo",
    "report.template_chosen": "Chọn mẫu báo cáo",
}
