import { CompareTray } from "@/components/compare/compare-tray";
import { CompareButton, FavoriteButton } from "@/components/compare/list-buttons";
import { Avatar } from "@/components/ui/avatar";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { LinkButton } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { StateTag } from "@/components/ui/state-tag";
import type { Model } from "@/lib/contract/model";
import { isUsable } from "@/lib/contract/states";
import { authorLabel } from "@/lib/models/identity/author-labels";
import { authorName } from "@/lib/models/identity/author-names";
import { answersInText } from "@/lib/models/routing";

export function ModelTitle({ model }: { model: Model }) {
  const author = authorName(model.owned_by);
  const label = authorLabel(author);
  const chats = isUsable(model.state) && answersInText(model);
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
      <Breadcrumb
        links={[
          { href: "/models", name: "Models" },
          { href: `/models?author=${encodeURIComponent(author)}`, name: label },
        ]}
        className="w-full"
      />
      <div className="flex min-w-0 items-center gap-4.5 max-md:gap-3.5">
        <Avatar of={author} name={label} size={52} className="max-md:size-11" />
        <div className="min-w-0">
          <h1 className="flex flex-wrap items-center gap-x-2.5 text-display [overflow-wrap:anywhere] max-md:text-display-phone">
            {model.name} <StateTag state={model.state} />
          </h1>
          <p className="mt-0.5 flex items-center gap-x-1.5">
            <code className="min-w-0 text-note break-all text-text-3">{model.id}</code>
            <CopyButton text={model.id} label={`Copy ${model.id}`} />
          </p>
        </div>
      </div>
      <div className="flex items-center gap-2 max-md:w-full">
        <FavoriteButton id={model.id} name={model.name} framed />
        <CompareButton id={model.id} name={model.name} size="md" />
        {chats && (
          <LinkButton
            variant="primary"
            icon="message-circle"
            href={`/chat?models=${model.id.replace(/[%,@]/g, encodeURIComponent)}`}
            className="max-md:flex-1"
          >
            Chat<span className="sr-only"> with {model.name}</span>
          </LinkButton>
        )}
      </div>
      <CompareTray />
    </header>
  );
}
