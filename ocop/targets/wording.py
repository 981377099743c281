"""What the events of this app are called."""

VERBS = {
    "figure.declared": "Khai báo số liệu",
    "figure.corrected": "Đính chính số khai báo",
    "target.set": "Giao chỉ tiêu",
    "target.corrected": "Điều chỉnh chỉ tiêu",
    "target.allocated": "Phân bổ chỉ tiêu",
    "call.opened": "Mở đợt đăng ký",
    "call.last_day": "Đổi ngày cuối của đợt đăng ký",
    "registration.added": "Đăng ký sản phẩm vào kế hoạch năm",
    "registration.withdrawn": "Rút đăng ký sản phẩm",
}
