import type { Change } from "@/lib/contract/change";
import { changeText, kindText } from "@/lib/models/changes";
import { modelPath } from "@/lib/models/ids";

interface FeedFacts {
  title: string;
  page: string;
  self: string;
  base: string;
  /** The update time of a feed without entries. */
  now: Date;
}

/** The feed formats: file name below /changes, media type, and serializer. */
export const FEEDS = [
  { file: "rss.xml", name: "RSS", type: "application/rss+xml", write: rss },
  { file: "atom.xml", name: "Atom", type: "application/atom+xml", write: atom },
  { file: "feed.json", name: "JSON Feed", type: "application/feed+json", write: jsonFeed },
] as const;

interface Entry {
  id: string;
  title: string;
  text: string;
  url: string;
  at: Date;
}

function entryOf(change: Change, base: string): Entry {
  const kinds = change.kinds.map(kindText).join(", ");
  const { host } = new URL(base);
  return {
    id: `tag:${host.replace(/:\d+$/, "")},${change.at.slice(0, 10)}:change-${change.id}`,
    title: `${change.name}: ${kinds} on ${change.gateway}`,
    text: [`${change.native_id} on ${change.gateway}: ${kinds}`, changeText(change)].filter(Boolean).join(". "),
    url: base + (change.model === null ? "/changes" : modelPath(change.model)),
    at: new Date(change.at),
  };
}

function rss(changes: readonly Change[], feed: FeedFacts): string {
  const items = changes.map((change) => {
    const { id, title, text, url, at } = entryOf(change, feed.base);
    return element("item", [
      leaf("title", title),
      leaf("link", url),
      `<guid isPermaLink="false">${escaped(id)}</guid>`,
      leaf("pubDate", at.toUTCString()),
      leaf("description", text),
    ]);
  });
  const channel = element("channel", [
    leaf("title", feed.title),
    leaf("link", feed.page),
    leaf("description", feed.title),
    `<atom:link href="${escaped(feed.self)}" rel="self" type="application/rss+xml"/>`,
    ...items,
  ]);
  return `${HEAD}<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">${channel}</rss>\n`;
}

function atom(changes: readonly Change[], feed: FeedFacts): string {
  const entries = changes.map((change) => {
    const { id, title, text, url, at } = entryOf(change, feed.base);
    return element("entry", [
      leaf("id", id),
      leaf("title", title),
      `<link href="${escaped(url)}"/>`,
      leaf("updated", at.toISOString()),
      leaf("summary", text),
    ]);
  });
  const updated = changes[0]?.at ?? feed.now.toISOString();
  const parts = [
    leaf("id", feed.self),
    leaf("title", feed.title),
    leaf("updated", new Date(updated).toISOString()),
    `<link href="${escaped(feed.page)}"/>`,
    `<link href="${escaped(feed.self)}" rel="self"/>`,
    "<author><name>Gatewayz</name></author>",
    ...entries,
  ];
  return `${HEAD}<feed xmlns="http://www.w3.org/2005/Atom">${parts.join("\n")}</feed>\n`;
}

function jsonFeed(changes: readonly Change[], feed: FeedFacts): string {
  const items = changes.map((change) => {
    const { id, title, text, url, at } = entryOf(change, feed.base);
    return { id, url, title, content_text: text, date_published: at.toISOString(), tags: change.kinds };
  });
  const { title, page, self } = feed;
  const version = "https://jsonfeed.org/version/1.1";
  return `${JSON.stringify({ version, title, home_page_url: page, feed_url: self, items }, null, 1)}\n`;
}

const HEAD = '<?xml version="1.0" encoding="utf-8"?>\n';
const element = (name: string, parts: readonly string[]) => `<${name}>${parts.join("\n")}</${name}>`;
const leaf = (name: string, text: string) => `<${name}>${escaped(text)}</${name}>`;

/** Escapes text for XML, and drops characters that XML does not allow. */
function escaped(text: string): string {
  const legal = text.toWellFormed().replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");
  return legal.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
