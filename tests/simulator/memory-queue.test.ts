import { describe, test } from 'vitest'
import { RULES } from '../browser/queue-contract.ts'
import { emptyDisk, memoryQueue } from '../support/memory-queue.ts'

describe("the simulator's queue keeps the contract of the device's queue", () => {
  for (const { title, check } of RULES) {
    test(title, async () => {
      const disk = emptyDisk()
      await check(memoryQueue(disk), async () => memoryQueue(disk))
    })
  }
})
