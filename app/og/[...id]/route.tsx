import { ImageResponse } from "next/og";
import { PICTURE, SharePicture } from "@/components/model/share-picture";
import { shownModel } from "@/lib/client/shown-model";
import { decodeId } from "@/lib/models/ids";
import { Lru } from "@/lib/models/lru";

export const dynamic = "force-dynamic";

const MAX_CACHED_PICTURES = 100;
const pictures = new Lru<string, Promise<ArrayBuffer>>(MAX_CACHED_PICTURES);

/** The preview image of a model's page as a PNG; the last hundred are cached. */
export async function GET(request: Request): Promise<Response> {
  // Route parameters are already decoded, unlike those of a page: an ID with a "%" would be decoded twice.
  const id = decodeId(new URL(request.url).pathname.slice("/og/".length));
  const model = await shownModel(id);
  if (!model) return new Response("there is no such model\n", { status: 404 });
  const picture = <SharePicture model={model} />;
  const key = JSON.stringify([model.id, model.name, model.offers.map((o) => [o.pricing, o.context_length, o.state])]);
  const rendered = pictures.getOrMake(key, () => new ImageResponse(picture, PICTURE).arrayBuffer());
  return new Response(await rendered, {
    headers: { "content-type": "image/png", "cache-control": "public, max-age=3600" },
  });
}
