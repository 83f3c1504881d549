import { CodeTabs } from "@/components/ui/code-tabs";
import { Link } from "@/components/ui/link";
import type { Model } from "@/lib/contract/model";
import type { ModelOffer } from "@/lib/contract/offer";
import { encodeId } from "@/lib/models/ids";
import { answersInText, preferencesFor } from "@/lib/models/routing";
import { rawTarget } from "./raw-gateways";
import { snippets } from "./snippets";

interface UseItProps {
  model: Model;
  /** The selected offer; null lets the server choose the gateway. */
  offer: ModelOffer | null;
  gatewayName: string | null;
  /** The URL of this page without a selected offer. */
  any: string;
  base: string;
}

/** Snippets for using the model in common tools, one shown at a time. */
export function UseIt({ model, offer, gatewayName, any, base }: UseItProps) {
  const first = offer ?? model.offers[0];
  const target = offer && preferencesFor(offer, model.offers);
  const api = `${base}/v1`;
  const code = snippets({
    base: api,
    id: model.id,
    only: target,
    raw: first ? rawTarget(first) : null,
  });
  const chats = first ? answersInText(first) : true;
  const metadata = {
    tool: "facts",
    title: chats ? "Metadata" : "curl",
    language: "bash",
    code: `curl '${`${api}/models/${encodeId(model.id)}`.replaceAll("'", "%27")}'`,
  };
  return (
    <>
      <h2>API{gatewayName && ` on ${gatewayName}`}</h2>
      <p className="mt-0.5 mb-3 text-note text-text-3">
        {chats ? (
          <ServedBy offer={offer} gatewayName={gatewayName} target={target} any={any} />
        ) : (
          "This model doesn’t output text, so it can’t be called as a chat. You can still read its metadata."
        )}
      </p>
      <CodeTabs label="Tool" name="tool" tabs={chats ? [...code, metadata] : [metadata]} />
      {chats && (
        <p className="mt-2.5 text-note">
          <Link
            href={`/use?${new URLSearchParams({ model: model.id })}`}
            className="touch-target inline-flex min-h-6 items-center text-accent hover:underline"
          >
            Use it in Claude Code, Codex, Cursor, and other tools
          </Link>
        </p>
      )}
    </>
  );
}

type ServedByProps = Pick<UseItProps, "offer" | "gatewayName" | "any"> & { target: string | null };

function ServedBy({ offer, gatewayName, target, any }: ServedByProps) {
  if (!offer) return "Requests go to the cheapest gateway. Choose one above to pin it.";
  return (
    <>
      Served by {gatewayName} only
      {target?.includes("/") && (
        <>
          , as <code className="break-all">{offer.id}</code>
        </>
      )}
      .{" "}
      <Link href={`${any}#use`} className="touch-target text-accent hover:underline">
        Use the cheapest gateway
      </Link>
    </>
  );
}
