"use client";

import { CopyButton } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import type { Message, MessageContent } from "@/lib/contract/conversation";
import { Branches } from "./branches";
import { filesOf, textFileName, typedText } from "./content";
import { EditMessage } from "./edit-message";
import { FileChip } from "./file-chip";
import { headingId } from "./focus";

/** Editing messages, each of which begins a new branch. */
export interface EditActions {
  editing: number | null;
  /** Opens the editor of a message, or closes it. */
  open: (message: number | null) => void;
  /** Resolves to false if it was not sent; the editor then stays open. */
  send: (message: Message, text: string) => Promise<boolean>;
  /** Confirms, then deletes it and all below it. */
  remove: (message: Message) => void;
}

interface UserMessageProps {
  message: Message;
  /** Null while it cannot be changed. */
  edit: EditActions | null;
  branch: number;
  branches: readonly number[];
  choose: (id: number, then: string) => void;
  /** In a card of answers side by side. */
  inCard: boolean;
}

export const editId = (message: number) => `edit-${message}`;

/** A user message as a bubble on the right: its files first, then its text. */
export function UserMessage({ message, edit, inCard, ...branches }: UserMessageProps) {
  const text = typedText(message.content);
  const files = filesOf(message.content);
  const Heading = inCard ? "h3" : "h2";
  return (
    <article
      aria-labelledby={headingId(message.id)}
      className={`group/message min-w-0 ${inCard ? "px-4.5 pt-3.5" : ""}`}
    >
      <Heading id={headingId(message.id)} tabIndex={-1} className="sr-only">
        You
      </Heading>
      {edit?.editing === message.id ? (
        <EditMessage
          text={text}
          needsText={files.length === 0}
          cancel={() => edit.open(null)}
          send={(changed) => edit.send(message, changed)}
        />
      ) : (
        <div className="flex flex-col items-end gap-1">
          {files.map((part, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a message never change their order.
            <AttachedPart key={i} part={part} />
          ))}
          {text !== "" && (
            <div
              dir="auto"
              data-testid="said"
              className="w-fit max-w-[82%] rounded-composer rounded-br-tag bg-hover px-4 py-2.5 text-chat [overflow-wrap:anywhere] whitespace-pre-wrap max-md:max-w-[88%] forced-colors:border print:border print:border-line"
            >
              {text}
            </div>
          )}
          <MessageTools message={message} text={text} edit={edit} {...branches} />
        </div>
      )}
    </article>
  );
}

type MessageToolsProps = Omit<UserMessageProps, "inCard"> & { text: string };

function MessageTools({ message, text, edit, branch, branches, choose }: MessageToolsProps) {
  return (
    <div className="-mb-4 flex min-h-6.5 items-center text-text-3 print:hidden">
      <span className="inline-flex pointer-coarse:gap-3 pointer-fine:opacity-0 group-hover/message:opacity-100 group-focus-within/message:opacity-100">
        {text !== "" && <CopyButton text={text} label="Copy your message" />}
        {edit && (
          <>
            <IconButton
              id={editId(message.id)}
              icon="pencil"
              label="Edit your message"
              tip="Edit"
              size="sm"
              onClick={() => edit.open(message.id)}
            />
            <IconButton
              icon="trash-2"
              label="Delete your message and its answers"
              tip="Delete branch"
              size="sm"
              onClick={() => edit.remove(message)}
            />
          </>
        )}
      </span>
      {branches.length > 1 && <Branches message={message.id} branch={branch} branches={branches} choose={choose} />}
    </div>
  );
}

const MEDIA = "max-h-64 max-w-full rounded-panel";

/** An attachment: an image, audio, or a file by its name. Its content is in the message itself. */
function AttachedPart({ part }: { part: Exclude<MessageContent, string>[number] }) {
  const image = (part.image_url as { url?: string } | undefined)?.url ?? "";
  if (image.startsWith("data:image/")) {
    // biome-ignore lint/performance/noImgElement: it is in the message itself, there is nothing to optimize.
    return <img src={image} alt="Attached" className={MEDIA} />;
  }
  const audio = part.input_audio as { data?: string; format?: string } | undefined;
  if (audio?.data) {
    const type = audio.format === "wav" ? "audio/wav" : "audio/mpeg";
    // biome-ignore lint/a11y/useMediaCaption: there is no transcript.
    return <audio controls src={`data:${type};base64,${audio.data}`} className={MEDIA} />;
  }
  const name = textFileName(part) ?? (part.file as { filename?: string } | undefined)?.filename;
  return <FileChip icon="file-text" name={name ?? `Attached: ${String(part.type)}`} />;
}
