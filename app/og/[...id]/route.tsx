import { ImageResponse } from "next/og";
import { PICTURE, SharePicture } from "@/components/model/share-picture";
import { shownModel } from "@/lib/client/shown-model";
import { decodeId } from "@/lib/models/ids";
import { Lru } from "@/lib/models/lru";

export const dynamic = "force-dynamic";

const MAX_PICTURES = 100;
const pictures = new Lru<string, Promise<ArrayBuffer>>(MAX_PICTURES);

/** The picture of a model's page as a PNG; made once for each state of its facts, the last hundred are kept. */
export async function GET(request: Request): Promise<Response> {
  // The parameters of a route come decoded, unlike those of a page: an id that holds a "%" would be decoded twice.
  const id = decodeId(new URL(request.url).pathname.slice("/og/".length));
  const model = await shownModel(id);
  if (!model) return new Response("there is no such model\n", { status: 404 });
  const picture = <SharePicture model={model} />;
  const key = JSON.stringify([model.id, model.name, model.offers.map((o) => [o.pricing, o.context_length, o.state])]);
  const made = pictures.getOrMake(key, () => new ImageResponse(picture, PICTURE).arrayBuffer());
  made.catch(() => pictures.delete(key));
  return new Response(await made, {
    headers: { "content-type": "image/png", "cache-control": "public, max-age=3600" },
  });
}
