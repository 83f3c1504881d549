import type { MessageContent } from "@/lib/contract/conversation";
import { lookup } from "@/lib/contract/lookup";
import { decodeText } from "./decode-text";
import type { Kind } from "./kinds";

/** Maximum total size of a message's files in bytes, before base64 adds a third. */
const MAX_TOTAL_BYTES = 20_000_000;
const MAX_FILES = 10;
const MAX_TEXT_BYTES = 1_000_000;
/** Models scale images down to this side length, in px. */
const MAX_PIXELS = 2_048;
/** Larger images are re-encoded, in bytes, because a conversation loads as a whole. */
const MAX_IMAGE_BYTES = 1_500_000;
const IMAGES = ["image/png", "image/jpeg", "image/webp", "image/gif"];
const AUDIO: Record<string, "wav" | "mp3"> = lookup({
  "audio/wav": "wav",
  "audio/x-wav": "wav",
  "audio/wave": "wav",
  "audio/mpeg": "mp3",
  "audio/mp3": "mp3",
});

export interface Attachment {
  name: string;
  /** Null for text, which every model accepts. */
  kind: Kind | null;
  bytes: number;
  part: Exclude<MessageContent, string>[number];
}

/** Reads a file as a part of a message. Throws an Error whose message explains what was expected. */
export async function readFile(file: File): Promise<Attachment> {
  const { name } = file;
  if (file.size > MAX_TOTAL_BYTES) throw new Error(tooLarge(name, MAX_TOTAL_BYTES));
  if (file.type.startsWith("image/") && file.type !== "image/svg+xml") {
    const image = await scaledImage(file);
    const part = { type: "image_url", image_url: { url: await dataUrl(image) } };
    return { name, kind: "image", bytes: image.size, part };
  }
  if (file.type.startsWith("audio/")) {
    const format = AUDIO[file.type];
    if (!format) throw new Error(unsupported(name));
    const data = (await dataUrl(file)).replace(/^[^,]*,/, "");
    return { name, kind: "audio", bytes: file.size, part: { type: "input_audio", input_audio: { data, format } } };
  }
  if (file.type === "application/pdf") {
    const part = { type: "file", file: { filename: name, file_data: await dataUrl(file) } };
    return { name, kind: "file", bytes: file.size, part };
  }
  if (file.size > MAX_TEXT_BYTES) throw new Error(tooLarge(name, MAX_TEXT_BYTES, " of text"));
  const bytes = await file.arrayBuffer().catch(() => {
    throw new Error(`${name} can’t be read. If it is a folder, attach the files in it.`);
  });
  const text = decodeText(new Uint8Array(bytes));
  if (text === null) throw new Error(unsupported(name));
  return { name, kind: null, bytes: file.size, part: { type: "text", text: `File ${name}:\n\n${text}` } };
}

/** The files in pasted data; none if it is only an image of the pasted text, as office programs add. */
export function pastedFiles(data: DataTransfer): File[] {
  const files = [...data.files];
  const lines = data.getData("text/plain").split(/\r?\n/).filter(Boolean);
  const isTheirAddress = (line: string) => /^\w+:\/\/\S+$/.test(line) || files.some(({ name }) => line.endsWith(name));
  const isPicture = files.every(({ type }) => type.startsWith("image/")) && !lines.every(isTheirAddress);
  return isPicture ? [] : files;
}

/** Why these files cannot be sent together; null if they can. */
export function tooMuch(files: readonly Attachment[]): string | null {
  if (files.length > MAX_FILES) return `Attach up to ${MAX_FILES} files.`;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  if (bytes > MAX_TOTAL_BYTES)
    return `These files are too large together (${megabytes(bytes)}, max ${megabytes(MAX_TOTAL_BYTES)}).`;
  return null;
}

const unsupported = (name: string) => `${name} isn’t supported. Attach text, images, PDF, WAV or MP3.`;
const tooLarge = (name: string, bytes: number, what = "") => `${name} is too large (max ${megabytes(bytes)}${what}).`;
const megabytes = (bytes: number) => `${Number((bytes / 1_000_000).toFixed(1))} MB`;

/** An image in a format that models accept, no larger than they use. */
async function scaledImage(file: File): Promise<Blob> {
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new Error(`${file.name} can’t be read as an image.`);
  });
  const scale = Math.min(1, MAX_PIXELS / Math.max(bitmap.width, bitmap.height));
  if (scale === 1 && IMAGES.includes(file.type) && file.size <= MAX_IMAGE_BYTES) return file;
  const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const webp = await canvas.convertToBlob({ type: "image/webp", quality: 0.9 });
  // Browsers that cannot write WebP write PNG, which is several times as large for a photo.
  if (webp.type === "image/webp" || file.type !== "image/jpeg") return webp;
  return canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 });
}

function dataUrl(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
