// A process of its own, so that neither its CPU nor its memory is taken for the publisher's: S3 on the loopback, with a
// corpus in a bucket. Says where it listens, and ends with its standard input.
import { startS3Server, writeObject } from '../tests/stores/s3-server.ts';
import { corpusFiles } from './corpus.ts';

const server = await startS3Server();
const content = server.createBucket('content');
server.createBucket('feeds');
for (const [key, text] of corpusFiles({ articles: Number(process.argv[2]), permalink: true }))
  content.set(key, writeObject(Buffer.from(text)));
server.inject = () => {
  server.requests.length = 0;
  return undefined;
};
process.stdin.on('end', () => void server.close()).resume();
process.stdout.write(`${server.endpoint}\n`);
