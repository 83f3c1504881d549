import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { holdBody } from "@/lib/server/hold-body";

const close: (() => void)[] = [];

afterEach(() => {
  for (const stop of close.splice(0)) stop();
});

/** The response of a server whose pages are held, and sent in capitals with a mark. */
async function ask(make: RequestListener, method = "GET"): Promise<Response> {
  const server = createServer((request, response) => {
    holdBody(response, (body) => `${body.toUpperCase()}!`);
    make(request, response);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  close.push(() => server.close());
  return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { method });
}

it.each(["text/html; charset=utf-8", "text/x-component"])(
  "a page of type %s is assembled from all of its parts",
  async (type) => {
    const answer = await ask((_, response) => {
      const text = Buffer.from("grün");
      response.setHeader("content-type", type);
      response.write(text.subarray(0, 3), () => {
        response.write(text.subarray(3), "utf8", () => response.end("."));
      });
    });
    expect(await answer.text()).toBe("GRÜN.!");
  },
);

it("a page with a content length may become longer", async () => {
  const answer = await ask((_, response) => {
    response.setHeader("content-type", "text/html");
    response.setHeader("content-length", 2);
    response.end("ab");
  });
  expect(await answer.text()).toBe("AB!");
});

it("other content is sent as it is written", async () => {
  let end = () => {};
  const answer = await ask((_, response) => {
    response.setHeader("content-type", "text/csv");
    response.write("a,b\n");
    end = () => response.end("c,d\n");
  });
  const reader = answer.body?.getReader();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("a,b\n");
  end();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("c,d\n");
});

it("a page without a body has none", async () => {
  const answer = await ask((_, response) => {
    response.setHeader("content-type", "text/html");
    response.end();
  }, "HEAD");
  expect(answer.status).toBe(200);
  expect(await answer.text()).toBe("");
});

it.each([
  ["is made of what comes later", (body: string) => Promise.resolve(`${body}, later`), "empty, later"],
  ["is sent as it is when that fails", () => Promise.reject(new Error("odd")), "empty"],
])("a page %s", async (_, finish, expected) => {
  const server = createServer((_, response) => {
    holdBody(response, finish);
    response.setHeader("content-type", "text/html");
    response.end("empty");
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  close.push(() => server.close());
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  expect(await answer.text()).toBe(expected);
});
