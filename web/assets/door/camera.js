/* Reading a QR code: by the browser itself where it can, else two small pictures a second are sent
   to be read and forgotten. */
"use strict";
const EVERY = 500; // milliseconds
const SIDE = 640; // pixels
const LIGHT = 60000; // bytes of a picture

async function ownReader() {
  if (!("BarcodeDetector" in window)) return null;
  const kinds = await BarcodeDetector.getSupportedFormats();
  if (!kinds.includes("qr_code")) return null;
  const reader = new BarcodeDetector({ formats: ["qr_code"] });
  return async (video) => {
    const found = await reader.detect(video);
    return found.length ? found[0].rawValue : "";
  };
}

function serversReader(address) {
  const canvas = document.createElement("canvas");
  return async (video) => {
    const share = Math.min(1, SIDE / Math.max(video.videoWidth, video.videoHeight));
    canvas.width = Math.round(video.videoWidth * share);
    canvas.height = Math.round(video.videoHeight * share);
    canvas.getContext("2d").drawImage(video, 0, 0, canvas.width, canvas.height);
    const picture = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.6));
    if (!picture || picture.size > LIGHT) return "";
    const answer = await fetch(address, { method: "POST", body: picture });
    return answer.ok ? (await answer.json()).code : "";
  };
}

/* Opens the camera; `seen` gets each text that was read. Returns how to stop. Throws a sentence. */
async function look(video, address, seen) {
  const own = await ownReader();
  if (!own && !navigator.onLine) throw "電波がないので、カメラで読めません。番号を入力してください。";
  if (!navigator.mediaDevices) throw "この端末では、カメラを使えません。番号を入力してください。";
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  } catch (error) {
    throw "カメラを使えませんでした。カメラの使用を許可するか、番号を入力してください。";
  }
  video.srcObject = stream;
  await video.play();
  const read = own || serversReader(address);
  let timer;
  const next = async () => {
    let text = "";
    try {
      text = video.videoWidth ? await read(video) : "";
    } catch (error) {
      text = ""; // no network just now: the next picture may pass
    }
    if (text) seen(text);
    if (timer) timer = setTimeout(next, EVERY);
  };
  timer = setTimeout(next, EVERY);
  return () => {
    clearTimeout(timer);
    timer = null;
    stream.getTracks().forEach((track) => track.stop());
    video.srcObject = null;
  };
}
