import type { MessageContent } from "@/lib/contract/conversation";
import { Composer } from "./composer";
import { charactersOf } from "./estimate";
import { kindsIn } from "./kinds";
import { ModelChips } from "./model-chips";
import { SettingsPopover } from "./settings-popover";
import type { Conversation } from "./use-conversation";
import type { Shown } from "./use-shown";

interface PaneComposerProps {
  conversation: Conversation;
  shown: Shown;
  draftName: string;
  prompt: string;
  /** Not signed in, so sending asks for it. */
  signedOut: boolean;
  send: (content: MessageContent) => Promise<boolean>;
  stop: () => void;
  /** Opens the editor of a message. */
  edit: (message: number) => void;
}

/** The message field of a conversation, with its settings and targets. */
export function PaneComposer({ conversation, shown, signedOut, edit, ...rest }: PaneComposerProps) {
  const { settings, set, ready } = conversation;
  const { path, lines, targets, setTargets, running } = shown;
  const editLast = () => {
    const last = path.findLast(({ message }) => message.role === "user");
    if (last && !running) edit(last.message.id);
  };
  return (
    <Composer
      {...rest}
      characters={lines.map((line) => charactersOf(line.map(({ message }) => message)))}
      earlierKinds={kindsIn(lines.flat().map(({ message }) => message.content))}
      settings={settings}
      targets={targets}
      running={running}
      ready={signedOut || ready}
      editLast={editLast}
    >
      <SettingsPopover settings={settings} change={set} ready={ready} targets={targets} setTargets={setTargets} />
      <ModelChips targets={targets} change={setTargets} />
    </Composer>
  );
}
