import { CompareTray } from "@/components/compare/compare-tray";
import { CompareButton, FavoriteButton } from "@/components/compare/list-buttons";
import { Avatar } from "@/components/ui/avatar";
import { LinkButton } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Icon } from "@/components/ui/icon";
import { StateTag } from "@/components/ui/state-tag";
import type { Model } from "@/lib/contract/model";
import { authorName } from "@/lib/models/identity/author-names";
import { isUsable } from "@/lib/models/merge";
import { answersInText } from "@/lib/models/routing";

/** The way back, the name, the ID to copy, and what can be done with the model. */
export function ModelTitle({ model }: { model: Model }) {
  const author = authorName(model.owned_by);
  const chats = isUsable(model.state) && answersInText(model);
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
      <nav aria-label="Breadcrumb" className="flex w-full items-center gap-1.5 text-note text-text-3">
        <a href="/models" className="inline-block py-0.5 hover:text-text">
          Models
        </a>
        <Icon name="chevron-right" size={14} />
        <a href={`/models?q=${encodeURIComponent(model.owned_by)}`} className="inline-block py-0.5 hover:text-text">
          {author}
        </a>
      </nav>
      <div className="flex min-w-0 items-center gap-4.5">
        <Avatar of={model.owned_by} name={author} size={52} />
        <div className="min-w-0">
          <h1 className="text-display break-words">
            {model.name} <StateTag state={model.state} />
          </h1>
          <p className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1">
            <code className="font-mono text-note break-all text-text-3">{model.id}</code>
            <CopyButton text={model.id} label="Copy the ID" />
          </p>
        </div>
      </div>
      <div className="flex items-center gap-2">
        <FavoriteButton id={model.id} name={model.name} />
        <CompareButton id={model.id} name={model.name} />
        {chats && (
          <LinkButton
            size="sm"
            variant="primary"
            icon="message-circle"
            href={`/chat?models=${model.id.replace(/[%,@]/g, encodeURIComponent)}`}
          >
            Chat
          </LinkButton>
        )}
      </div>
      <CompareTray />
    </header>
  );
}
