/**
 * Works through a list, several items at a time, in the order of the list.
 * @throws what the first failing item throws, once no other is under way.
 */
export async function inParallel<Item>(
  lanes: number,
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  let failed = false;
  const lane = async () => {
    while (next < items.length && !failed) {
      const index = next++;
      try {
        await work(items[index] as Item, index); // within the list
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.min(lanes, items.length) }, lane));
  const broken = ended.find((each) => each.status === 'rejected');
  if (broken) throw broken.reason;
}
