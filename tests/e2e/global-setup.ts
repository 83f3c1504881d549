import { HOSTILE, HOSTILE_IDS } from "../fakes/hostile-ids";
import { startUpstreams } from "../fakes/upstreams";
import { startProgram, syncAll } from "./program";

/** One program over fake upstreams for all specs; its URL is passed in the environment. Returns a teardown function. */
export default async function setup(): Promise<() => Promise<void>> {
  const upstreams = await startUpstreams();
  const rows = [...upstreams.rows("chutes")];
  upstreams.set("chutes", [
    ...HOSTILE_IDS.map((id) => ({ id, created: 1_700_000_000 })),
    { id: "acme/hostile", description: HOSTILE },
    ...rows.slice(HOSTILE_IDS.length + 1),
  ]);
  const program = await startProgram(upstreams.env());
  await syncAll(program.url);
  process.env.GATEWAYZ_E2E_URL = program.url;
  return async () => {
    await program.stop();
    await upstreams.close();
  };
}
