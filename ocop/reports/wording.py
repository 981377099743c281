"""What the events of this app are called."""

VERBS = {"report.made": "Lập báo cáo"}
