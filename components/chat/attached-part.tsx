/** What went with what was said: a picture, audio, or the name of a file. All of it is in the message itself. */
export function AttachedPart({ part }: { part: Record<string, unknown> }) {
  const picture = (part.image_url as { url?: string } | undefined)?.url ?? "";
  if (picture.startsWith("data:image/")) {
    // biome-ignore lint/performance/noImgElement: it is in the message itself, there is nothing to optimize.
    return <img src={picture} alt="attached" className="attached" />;
  }
  const audio = part.input_audio as { data?: string; format?: string } | undefined;
  if (audio?.data) {
    const type = audio.format === "wav" ? "audio/wav" : "audio/mpeg";
    // biome-ignore lint/a11y/useMediaCaption: nobody wrote down what is said in it.
    return <audio controls src={`data:${type};base64,${audio.data}`} className="attached" />;
  }
  const name = (part.file as { filename?: string } | undefined)?.filename;
  return <span className="attached-name">{name ?? `attached: ${String(part.type)}`}</span>;
}
