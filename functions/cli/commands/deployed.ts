import { type Command, Option } from 'commander';
import { CONTENT_ARGUMENT, contentAt } from '../content-at.ts';
import type { Deployment } from '../deployment/deployment.ts';
import { type DeploymentFlags, findDeployment } from '../deployment/find-deployment.ts';
import { CouldNotRun } from '../output/exit-status.ts';
import type { PushOptions } from '../pushing/push.ts';
import { feedsUrlOfEnvironment, parseSeconds, parseUrl } from './option-values.ts';

/** Adds the commands about what is deployed: `publish`, `push` and `status`. */
export function addDeployed(program: Command, finish: (status: number) => void): void {
  addPublish(program, finish);
  addPush(program, finish);
  addStatus(program, finish);
}

function addPublish(program: Command, finish: (status: number) => void): void {
  program
    .command('publish')
    .description('publish what changed from one bucket of S3 into another, as the function does')
    .addOption(stackOption())
    .addOption(outputsOption())
    .addOption(bucketOption('--content-bucket <name>', 'bucket with site.yaml, articles/ and media/'))
    .addOption(bucketOption('--feeds-bucket <name>', 'bucket to publish into, under public/'))
    .option('--full', 'read and make everything anew')
    .addOption(fleetOption())
    .option('--audit', 'compare what is published with what was written, and mend what others changed')
    .option('--allow-empty', 'with --full: take everything away where no article is left')
    .option('--feeds-url <url>', 'where the files are served, if that is not where they were last', parseUrl)
    .option('--json', 'print one JSON document')
    .action(async (options: PublishFlags) => {
      if (options.fleet) return finish(await startFleet(options));
      const { feedsUrl: deployed, ...buckets } = await bucketsOf(options);
      const feedsUrl = options.feedsUrl ?? feedsUrlOfEnvironment() ?? deployed;
      const { runPublish } = await import('../publish.ts');
      finish(await runPublish({ ...options, ...buckets, ...(feedsUrl !== undefined && { feedsUrl }) }));
    });
}

function addPush(program: Command, finish: (status: number) => void): void {
  program
    .command('push')
    .description('upload what differs from a directory to the content bucket, and wait until it is published')
    .argument('[content]', CONTENT_ARGUMENT)
    .addOption(stackOption())
    .addOption(outputsOption())
    .addOption(bucketOption('--content-bucket <name>', 'bucket with site.yaml, articles/ and media/'))
    .addOption(bucketOption('--feeds-bucket <name>', 'bucket that is published into'))
    .option('--prune', 'take away what is in the bucket alone; it is listed, and asked for on a terminal')
    .option('--yes', 'with --prune: do not ask')
    .option('--force', 'overwrite what others changed in the bucket since the last push from here')
    .option('--dry-run', 'say what would be uploaded, and do nothing')
    .option('--wait <seconds>', 'how long to wait until all is published; 0 does not wait', parseSeconds, 120)
    .option('--as <name>', 'name of the uploader in messages to editors; default: the user of this machine')
    .option('--json', 'print one JSON document')
    .action(async (content: string | undefined, options: PushFlags) => {
      const { contentBucket, feedsBucket } = await bucketsOf(options);
      const { runPush } = await import('../pushing/push.ts');
      finish(await runPush(contentAt(content), { ...options, contentBucket, feedsBucket }));
    });
}

function addStatus(program: Command, finish: (status: number) => void): void {
  program
    .command('status')
    .description('tell what is published, when last and by what, what is due, and what was rejected and why')
    .argument('[articles...]', 'paths of articles, such as articles/tin.md, to report only these')
    .addOption(stackOption())
    .addOption(outputsOption())
    .addOption(bucketOption('--feeds-bucket <name>', 'bucket that is published into'))
    .option('--warnings', 'tell what readers would stumble over, too')
    .option('--json', 'print one JSON document')
    .action(async (articles: readonly string[], options: StatusFlags) => {
      const deployment = await findDeployment(options);
      const { feedsBucket } = deployment ?? options;
      if (feedsBucket === undefined) throw new CouldNotRun(`which newsroom? Give ${DEPLOYMENT}, or --feeds-bucket`);
      const { runStatus } = await import('../status.ts');
      finish(await runStatus({ ...options, feedsBucket, articles, ...(deployment && { deployment }) }));
    });
}

const DEPLOYMENT = '--stack bantin-production-publisher, --outputs with the file that cdk deploy wrote';

/** Both buckets of a deployment, and where it says that `public/` is served. @throws CouldNotRun */
async function bucketsOf(
  options: BucketFlags,
): Promise<Pick<Deployment, 'contentBucket' | 'feedsBucket' | 'feedsUrl'>> {
  const deployment = await findDeployment(options);
  const { contentBucket, feedsBucket } = deployment ?? options;
  if (contentBucket === undefined || feedsBucket === undefined)
    throw new CouldNotRun(`which newsroom? Give ${DEPLOYMENT}, or both --content-bucket and --feeds-bucket`);
  const feedsUrl = deployment?.feedsUrl;
  return { contentBucket, feedsBucket, ...(feedsUrl !== undefined && { feedsUrl }) };
}

/** Starts a rebuild by the fleet of a deployment. @throws CouldNotRun */
async function startFleet(options: PublishFlags): Promise<number> {
  if (!options.full) throw new CouldNotRun('--fleet: a fleet only rebuilds; give --full, too');
  const deployment = await findDeployment(options);
  if (!deployment) throw new CouldNotRun(`which fleet? Give ${DEPLOYMENT}`);
  const { runStartFleet } = await import('../start-fleet.ts');
  return runStartFleet({ fleet: deployment.fleet, json: options.json === true });
}

function fleetOption(): Option {
  const what = 'with --full: have the functions of the deployed fleet do it, and do not wait';
  return new Option('--fleet', what).conflicts(['audit', 'allowEmpty', 'contentBucket', 'feedsBucket', 'feedsUrl']);
}

function stackOption(): Option {
  const what = "the publisher's stack, such as bantin-production-publisher; CloudFormation tells its buckets";
  return new Option('--stack <name>', what);
}

function outputsOption(): Option {
  const what = 'the file that cdk deploy --outputs-file wrote, instead; of several newsrooms in it --stack chooses';
  return new Option('--outputs <file>', what);
}

function bucketOption(flags: string, what: string): Option {
  return new Option(flags, what).conflicts(['stack', 'outputs']);
}

interface BucketFlags extends DeploymentFlags {
  readonly contentBucket?: string;
  readonly feedsBucket?: string;
}

interface PublishFlags extends BucketFlags {
  readonly full?: boolean;
  readonly fleet?: boolean;
  readonly audit?: boolean;
  readonly allowEmpty?: boolean;
  readonly feedsUrl?: string;
  readonly json?: boolean;
}

type PushFlags = BucketFlags & Omit<PushOptions, keyof BucketFlags>;

interface StatusFlags extends DeploymentFlags {
  readonly feedsBucket?: string;
  readonly warnings?: boolean;
  readonly json?: boolean;
}
