import { describeRedelivery } from './conformance/redelivery.ts'
import { sqlite } from './sqlite-engine.ts'

describeRedelivery(sqlite)
