import type { MessageContent } from "@/lib/contract/conversation";
import { textFileName } from "./content";
import { FileChip } from "./file-chip";

const SHOWN = "max-h-64 max-w-full rounded-panel";

/** What goes with a message: an image, audio, or a file by its name. All of it is in the message itself. */
export function AttachedPart({ part }: { part: Exclude<MessageContent, string>[number] }) {
  const image = (part.image_url as { url?: string } | undefined)?.url ?? "";
  if (image.startsWith("data:image/")) {
    // biome-ignore lint/performance/noImgElement: it is in the message itself, there is nothing to optimize.
    return <img src={image} alt="Attached" className={SHOWN} />;
  }
  const audio = part.input_audio as { data?: string; format?: string } | undefined;
  if (audio?.data) {
    const type = audio.format === "wav" ? "audio/wav" : "audio/mpeg";
    // biome-ignore lint/a11y/useMediaCaption: nobody wrote down what is said in it.
    return <audio controls src={`data:${type};base64,${audio.data}`} className={SHOWN} />;
  }
  const name = textFileName(part) ?? (part.file as { filename?: string } | undefined)?.filename;
  return <FileChip icon="file-text" name={name ?? `Attached: ${String(part.type)}`} />;
}
