import { parseSource } from '../../functions/content/read-source.ts';
import type { Isolate } from '../../functions/guard/isolate.ts';
import { loadParser } from '../../functions/guard/parser.ts';

/** Reads and renders in this thread: for tests that need no thread to end, and would wait for one at every turn. */
export function createLocalIsolate({ parser }: { readonly parser?: string } = {}): Isolate {
  const loaded = loadParser(parser);
  const attempt = async <Result>(work: () => Result) => {
    try {
      return { result: work() };
    } catch (error) {
      return { error };
    }
  };
  return {
    read: async (source, site) => {
      const readArticle = (await loaded).createReader(site);
      return attempt(() => parseSource(source, readArticle));
    },
    render: async (source, article, context) => {
      const { render } = await loaded;
      return attempt(() => render(source, article, context));
    },
    close: async () => {},
  };
}
