import type { ModelOffer } from "@/lib/contract/offer";

/** Takes a first question to the chat with this model, at the chosen gateway or at any. Nothing is sent before one says so there. */
export function TryIt({ id, offer }: { id: string; offer: ModelOffer | null }) {
  const safe = (text: string) => text.replace(/[%,@]/g, (sign) => encodeURIComponent(sign));
  return (
    <section className="min-w-0">
      <h2 className="mb-2">Ask</h2>
      <form action="/chat" className="grid gap-2">
        <input type="hidden" name="models" value={safe(id) + (offer ? `@${safe(offer.gateway)}` : "")} />
        <textarea
          name="prompt"
          rows={3}
          className="input-field"
          aria-label="Ask this model"
          placeholder="Ask this model anything"
        />
        <span>
          <button type="submit" className="button button-strong">
            Open in chat
          </button>
        </span>
      </form>
    </section>
  );
}
