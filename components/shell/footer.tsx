/** The last line of every page. */
export function Footer() {
  return (
    <footer className="page">
      <div className="footer">
        <span>Prices in USD per 1M tokens, as each gateway or its price list says them.</span>
        <a href="/v1/models" className="hover:text-text">
          GET /v1/models
        </a>
        <a href="/openapi.json" className="hover:text-text">
          OpenAPI
        </a>
      </div>
    </footer>
  );
}
