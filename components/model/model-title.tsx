import { CompareTray } from "@/components/compare/compare-tray";
import { CompareButton, FavoriteButton } from "@/components/compare/list-buttons";
import { CopyButton } from "@/components/ui/copy-button";
import { StateTag } from "@/components/ui/state-tag";
import type { Model } from "@/lib/contract/model";

/** The way back, the name, and the id to copy. */
export function ModelTitle({ model }: { model: Model }) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <nav aria-label="Breadcrumb" className="text-note text-text-3">
          <a href="/models" className="inline-block py-0.5 hover:text-text">
            Models
          </a>
          {" / "}
          <a href={`/models?q=${encodeURIComponent(model.owned_by)}`} className="inline-block py-0.5 hover:text-text">
            {model.owned_by}
          </a>
        </nav>
        <h1 className="mt-1 text-display leading-9 break-words">
          {model.name} <StateTag state={model.state} />
        </h1>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1">
          <code className="font-mono text-note break-all text-text-3">{model.id}</code>
          <CopyButton text={model.id} label="Copy the id" />
        </p>
      </div>
      <div className="flex gap-2">
        <FavoriteButton id={model.id} name={model.name} />
        <CompareButton id={model.id} name={model.name} />
      </div>
      <CompareTray />
    </header>
  );
}
