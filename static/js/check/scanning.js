// Reading a QR code from the camera or from a photo. The browser's own reader where there is one, else the library.

const PAUSE = 120;  // milliseconds between two looks

let library = null;

async function reader(libraryUrl) {
  if ("BarcodeDetector" in window && (await BarcodeDetector.getSupportedFormats()).includes("qr_code")) {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async (canvas) => (await detector.detect(canvas))[0]?.rawValue ?? null;
  }
  library ??= import(libraryUrl).then(() => self.jsQR);
  const decode = await library;
  return async (canvas) => {
    const { data, width, height } = canvas.getContext("2d", { willReadFrequently: true }).getImageData(0, 0, canvas.width, canvas.height);
    return decode(data, width, height, { inversionAttempts: "dontInvert" })?.data ?? null;
  };
}

function draw(source, width, height, most) {
  const scale = Math.min(1, most / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext("2d", { willReadFrequently: true }).drawImage(source, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** Look through the camera until a code is seen. Returns a function that stops. Throws when there is no camera or it is refused. */
export async function watch(video, libraryUrl, found) {
  if (!navigator.mediaDevices?.getUserMedia) throw new DOMException("no camera", "NotFoundError");
  const stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: "environment", width: { ideal: 1280 } } });
  const read = await reader(libraryUrl);
  video.srcObject = stream;
  await video.play();
  let stopped = false;
  const stop = () => { stopped = true; stream.getTracks().forEach((track) => track.stop()); video.srcObject = null; };
  const look = async () => {
    if (stopped) return;
    const text = video.videoWidth ? await read(draw(video, video.videoWidth, video.videoHeight, 1280)) : null;
    if (stopped) return;
    if (text) { stop(); found(text); } else setTimeout(look, PAUSE);
  };
  look();
  return stop;
}

/** The code in a photo, or null. Tried in several sizes: a large photo hides a small code from the reader. */
export async function readPhoto(file, libraryUrl) {
  const read = await reader(libraryUrl), picture = await createImageBitmap(file);
  for (const most of [1000, 1800, 600, 3000]) {
    const text = await read(draw(picture, picture.width, picture.height, most));
    if (text) return text;
  }
  return null;
}
