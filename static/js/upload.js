// Chosen files are shown with size and picture before they are sent; camera photos are made smaller on the device.
// Without this module the plain file input does the whole job.
//
//   <div data-upload data-max-bytes="20971520"><input type="file" …><ul data-upload-list></ul></div>
//   data-reduce="no" on the wrapper keeps photos as they are (e.g. scans of signed papers).

const LONG_SIDE = 2400;      // enough to read a paper photographed by hand
const REDUCE_OVER = 1.5e6;   // smaller photos are left alone

const shown = (bytes) => (bytes >= 1048576 ? `${(bytes / 1048576).toFixed(1).replace(".", ",")} MB` : bytes >= 1024 ? `${Math.round(bytes / 1024)} KB` : `${bytes} byte`);

async function reduced(file) {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size < REDUCE_OVER || !window.createImageBitmap) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONG_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    if (!blob || blob.size >= file.size) return file;
    return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg", lastModified: file.lastModified });
  } catch { return file; }
}

function row(file, before, max) {
  const item = document.createElement("li");
  if (file.type.startsWith("image/")) {
    const picture = document.createElement("img");
    picture.alt = "";
    picture.src = URL.createObjectURL(file);
    picture.addEventListener("load", () => URL.revokeObjectURL(picture.src), { once: true });
    item.append(picture);
  }
  const text = document.createElement("span");
  text.textContent = `${file.name} – ${shown(file.size)}`;
  if (before > file.size) text.textContent += ` (đã thu nhỏ từ ${shown(before)})`;
  item.append(text);
  const trouble = file.size === 0 ? "Tệp trống, hãy chọn lại." : max && file.size > max ? `Tệp lớn hơn ${shown(max)}, hãy chọn tệp nhỏ hơn.` : "";
  if (trouble) {
    const bad = document.createElement("span");
    bad.className = "bad";
    bad.textContent = trouble;
    item.append(bad);
  }
  return item;
}

async function chosen(box, input, list) {
  const before = [...input.files];
  const after = box.dataset.reduce === "no" ? before : await Promise.all(before.map(reduced));
  if (after.some((file, n) => file !== before[n])) {
    const basket = new DataTransfer();
    for (const file of after) basket.items.add(file);
    input.files = basket.files;
  }
  list?.replaceChildren(...after.map((file, n) => row(file, before[n].size, Number(box.dataset.maxBytes) || 0)));
}

for (const box of document.querySelectorAll("[data-upload]")) {
  const input = box.querySelector('input[type="file"]');
  if (!input) continue;
  const list = box.querySelector("[data-upload-list]");
  input.addEventListener("change", () => chosen(box, input, list));
  for (const name of ["dragenter", "dragover"]) box.addEventListener(name, (event) => { event.preventDefault(); box.classList.add("is-over"); });
  for (const name of ["dragleave", "drop"]) box.addEventListener(name, () => box.classList.remove("is-over"));
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    chosen(box, input, list);
  });
}
