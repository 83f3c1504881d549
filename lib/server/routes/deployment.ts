const [OPEN, CLOSE] = [123, 125];
const SPACE = 32;

/** A JSON body with this model: a field at the end replaces an earlier one of its name. */
export function withModel(body: Buffer, model: string): Buffer {
  const end = body.lastIndexOf(CLOSE);
  let before = end - 1;
  while (before >= 0 && (body[before] ?? 0) <= SPACE) before--;
  if (before < 0) return body;
  const comma = body[before] === OPEN ? "" : ",";
  const field = Buffer.from(`${comma}"model":${JSON.stringify(model)}`);
  return Buffer.concat([body.subarray(0, end), field, body.subarray(end)]);
}
