"""The words that lie in every bundle."""

README = """GÓI BẰNG CHỨNG OCOP

Gói này cho biết vì sao một sản phẩm có số sao đó, và chứng minh điều ấy không cần hệ thống OCOP.

Kiểm tra:
  python3 ocop_verify.py TỆP.zip      một tệp Python, tải ở trang /nhat-ky/ của hệ thống; không cần cài gì
  ocop verify TỆP.zip                 thêm: tính lại số sao từ phiếu điểm, kiểm tra chữ ký PDF

Trong gói:
  certificate.*        giấy chứng nhận: nội dung, bản PDF, mã ký trong QR
  decision.*           quyết định: nội dung với phụ lục, tệp đã ký
  log/                 các mục trong nhật ký công khai, đường chứng minh, mốc đã ký
  keys.json            khóa công khai; hãy so với khóa mà cơ quan công bố
  manifest.*           danh mục tệp với mã băm, và chữ ký
Bản cho chủ thể và cơ quan có thêm:
  evidence.json        kết quả của hội đồng, mở cam kết đã ghi trong nhật ký
  dossier.json, files/ bản nộp đã đóng băng và các tệp
  sheets.json          phiếu điểm không ghi thành viên, đúng dạng mà "ocop rate" đọc
  sheet-records.json, panel.json, audit.json   chỉ trong bản cho cơ quan

This bundle shows why a product has its stars, and proves it without the OCOP system. Check it with the one-file
verifier from the page /nhat-ky/ (python3 ocop_verify.py FILE.zip); compare the keys with those the authority published.
"""
