export { proxyToBackend as OPTIONS, proxyToBackend as POST } from "@/lib/client/proxy";
