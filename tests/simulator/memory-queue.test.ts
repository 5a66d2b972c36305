import { describe, test } from 'vitest'
import { RULES } from '../browser/queue-contract.ts'
import { emptyDisk, memoryQueue } from '../support/memory-queue.ts'

describe("the simulator's queue keeps the contract of the device's queue", () => {
  for (const { title, check } of RULES) {
    test(title, async () => {
      const disk = emptyDisk()
      const again = async () => memoryQueue(disk)
      await check(memoryQueue(disk), again, async (after) => {
        disk.seq = Math.max(disk.seq ?? 0, after)
      })
    })
  }
})
