/** Every file beside this one is a branch of the tree, named as the file: `orders.ts` → `orders.…`. */
const files = import.meta.glob<{ default: Record<string, unknown> }>(['./*.ts', '!./index.ts'], {
  eager: true,
});

const tree: Record<string, unknown> = {};
for (const [path, file] of Object.entries(files)) tree[path.slice(2, -3)] = file.default;

export default tree;
