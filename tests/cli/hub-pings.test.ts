import { afterEach, describe, expect, it, vi } from 'vitest';
import { HubPings } from '../../functions/cli/hub-pings.ts';
import { type Topic, topicOf } from '../../functions/websub/topic.ts';
import { NOW } from '../core/samples.ts';
import { Clock, listen, startHub } from '../websub/web-sub.ts';
import { captureOutput } from './run.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

async function open() {
  const clock = new Clock(NOW);
  const hub = await startHub({ now: clock.now });
  const edge = await listen((_, response) => void response.end('<rss/>'));
  const topic = (path: string, written = NOW): Topic => {
    const link = `<${hub.url}>; rel="hub", <${edge}${path}>; rel="self"`;
    return topicOf({ path, body: '<rss/>', metadata: { link } }, '"e"', written) ?? expect.fail('no topic');
  };
  return { clock, hub, edge, topic, options: { now: clock.now, sleep: clock.sleep } };
}

describe('the end of a command', () => {
  it('tells hubs of what its runs wrote, each feed once, as it was written last', async () => {
    const { hub, topic, options } = await open();
    const output = captureOutput();
    const pings = new HubPings();
    await pings.note([topic('rss.xml'), topic('atom.xml')]);
    await pings.note([topic('rss.xml', NOW + 60_000)]);
    expect(await pings.tell(options)).toBe(2);
    expect(hub.pings.map(({ at }) => at)).toEqual([NOW + 185_000, NOW + 185_000]);
    expect(output).toEqual({ stdout: '', stderr: '' });
    expect(await pings.tell(options)).toBeUndefined();
  });

  it('asks and says nothing where there is nothing to tell', async () => {
    const { clock, hub, options } = await open();
    expect(await new HubPings().tell(options)).toBeUndefined();
    expect([hub.pings, clock.time]).toEqual([[], NOW]);
  });

  it('says which feed its hub was not told of, and why', async () => {
    const { hub, edge, topic, options } = await open();
    hub.answers.push({ status: 403 });
    const output = captureOutput();
    const pings = new HubPings();
    await pings.note([topic('rss.xml')]);
    expect(await pings.tell(options)).toBe(0);
    expect(output.stderr).toBe(`${edge}rss.xml: its hub was not pinged: the hub answers 403\n`);
  });
});
