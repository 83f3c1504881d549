"use client";

import { useAccountData } from "@/components/data/query";
import { Usage as UsageAnswer, type UsageSum } from "@/lib/contract/usage";
import { countText, priceText } from "@/lib/models/format";

/** What the account has used and spent in the last 30 days, by model. */
export function Usage() {
  const { data, error, refetch } = useAccountData("/v1/usage", UsageAnswer);
  return (
    <section className="grid min-w-0 gap-3">
      <h2>Usage in the last 30 days</h2>
      {error && (
        <p role="alert" className="text-bad">
          {error.message}{" "}
          <button type="button" className="button" onClick={() => refetch()}>
            Try again
          </button>
        </p>
      )}
      {data && data.total.requests === 0 && <p className="text-text-3">No usage yet.</p>}
      {data && data.total.requests > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, also by keyboard.
        <section className="panel relative" tabIndex={0} aria-label="Usage by model">
          <table className="table cards">
            <thead>
              <tr>
                <th scope="col">Model</th>
                <th scope="col" className="num">
                  Chats
                </th>
                <th scope="col" className="num">
                  Failed
                </th>
                <th scope="col" className="num">
                  Tokens in
                </th>
                <th scope="col" className="num">
                  Tokens out
                </th>
                <th scope="col" className="num">
                  Cost, $
                </th>
              </tr>
            </thead>
            <tbody>
              {data.models.map(({ model, ...sum }) => (
                <SumRow key={model} name={model} sum={sum} />
              ))}
              <SumRow name="All" sum={data.total} />
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

function SumRow({ name, sum }: { name: string; sum: UsageSum }) {
  const priced = sum.unpriced < sum.requests;
  const unpriced = sum.unpriced > 0 ? ` + ${sum.unpriced} with unknown price` : "";
  return (
    <tr>
      <th scope="row" className="font-normal text-text">
        {name}
      </th>
      <td className="num" data-name={sum.requests === 1 ? "chat" : "chats"}>
        {countText(sum.requests)}
      </td>
      <td className={sum.errors === 0 ? "num none" : "num"} data-name="failed">
        {countText(sum.errors)}
      </td>
      <td className="num" data-name="tokens in">
        {countText(sum.prompt_tokens)}
      </td>
      <td className="num" data-name="tokens out">
        {countText(sum.completion_tokens)}
      </td>
      <td className={priced ? "num money" : "num"} data-name={priced ? undefined : "cost"}>
        {`${priced ? priceText(sum.cost_usd) : "–"}${unpriced}`}
      </td>
    </tr>
  );
}
