import { buttonClass } from "@/components/ui/button";
import { FIELD_INPUT, fieldBoxClass } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { PageForm } from "@/components/ui/page-form";
import type { ModelOffer } from "@/lib/contract/offer";

/** Opens the chat with this model and a prompt; nothing is sent until the user confirms it there. */
export function TryIt({ id, name, offer }: { id: string; name: string; offer: ModelOffer | null }) {
  const safe = (text: string) => text.replace(/[%,@]/g, (sign) => encodeURIComponent(sign));
  return (
    <PageForm action="/chat" className={`${fieldBoxClass("hero")} mt-4 pr-1.5 print:hidden`}>
      <input type="hidden" name="models" value={safe(id) + (offer ? `@${safe(offer.gateway)}` : "")} />
      <input
        name="prompt"
        aria-label={`Ask ${name}`}
        placeholder={`Ask ${name} anything`}
        autoComplete="off"
        className={FIELD_INPUT}
      />
      <button
        type="submit"
        aria-label="Open in chat"
        data-tip="Open in chat"
        className={`${buttonClass({ variant: "primary" })} px-2.25`}
      >
        <Icon name="arrow-up" />
      </button>
    </PageForm>
  );
}
