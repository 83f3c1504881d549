import { afterAll, beforeAll } from "vitest";
import { startUpstreams, type Upstreams } from "../fakes/upstreams";
import { type Harness, type HarnessOptions, startHarness } from "./harness";

interface OverUpstreams extends HarnessOptions {
  /** Changes what they list before anything is read. */
  prepare?(upstreams: Upstreams): void;
}

/** A gateway that has read its lists from fakes of all gateways, for all tests of a file. */
export function withUpstreams({ prepare, ...options }: OverUpstreams = {}) {
  let upstreams: Upstreams;
  let harness: Harness;
  beforeAll(async () => {
    upstreams = await startUpstreams();
    prepare?.(upstreams);
    harness = await startHarness({ ...options, variables: upstreams.env() });
    await harness.sync();
  });
  afterAll(async () => {
    await harness.stop();
    await upstreams.close();
  });
  return { harness: () => harness, upstreams: () => upstreams };
}
