// The commands that editors and CI wait for, which are compiled ahead, each with all that it needs.
export { runBuild } from '../build.ts';
export { runCheck } from '../check.ts';
