import { endWith } from './failure.js'
import { runPrisma } from './generate.js'

// node scripts/prisma.js generate|validate|format
try {
  const { code, output } = await runPrisma(process.argv[2])
  console.log(output.trim())
  process.exitCode = code
} catch (error) {
  endWith(error)
}
