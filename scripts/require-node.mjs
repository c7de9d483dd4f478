// Runs on whatever Node there is, so that an old one is told what to do instead of crashing in a dependency.
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `MusicForge runs on Node 22.18 or newer; this is Node ${process.versions.node} (${process.execPath}).
Start it with "npm start" or "npm run ...": on Linux and Windows "npm ci" has put Node 24 into node_modules.
On a Mac, or when "npm ci" left optional packages out, install Node 24 from https://nodejs.org and try again.`,
  );
  process.exit(1);
}
