import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../../stores/temporary-directory.ts';
import { IS_THOROUGH } from '../../thorough.ts';
import { BuiltNewsroom } from './newsroom-at-random.ts';

const STEPS = IS_THOROUGH ? 120 : 8;

describe('a build that remembers', () => {
  it.each(IS_THOROUGH ? [2, 3, 4] : [2])(
    'writes and reports what a build from scratch does, whatever happened meanwhile (seed %i)',
    async seed => {
      const newsroom = new BuiltNewsroom(seed);
      const { random, cache } = newsroom;
      await newsroom.begin();
      const former = join(temporaryDirectory(), 'cache');
      let again = 0;
      for (let step = 1; step <= STEPS; step++) {
        for (let changes = random.integer(4); changes > 0; changes--) await newsroom.change();
        newsroom.tick();
        if (random.chance(0.2)) newsroom.touch();
        if (random.chance(0.2)) newsroom.changeInSecret();
        if (random.chance(0.15)) newsroom.harm();
        if (random.chance(0.05)) newsroom.revision = random.pick(['r1', 'r2']);
        if (random.chance(0.05))
          newsroom.baseUrl = random.pick([undefined, 'https://a.example/', 'https://b.example/']);
        // Somebody puts back what was remembered long ago.
        if (random.chance(0.05) && existsSync(former)) {
          rmSync(cache, { recursive: true, force: true });
          cpSync(former, cache, { recursive: true });
        } else if (random.chance(0.1) && existsSync(cache)) {
          rmSync(former, { recursive: true, force: true });
          cpSync(cache, former, { recursive: true });
        }
        const built = await newsroom.build();
        expect({ step, told: built.again }).toEqual({ step, told: built.scratch });
        expect({ step, same: built.same }).toEqual({ step, same: true });
        if (!built.isFromScratch) again += 1;
      }
      // The others were from scratch, as they have to be, so that nothing would be compared.
      expect(again).toBeGreaterThan(1);
    },
  );
});
