// How many tests passed and failed, from the reports of the test runners. No report: nothing ran.

/** A file that could not be loaded has no tests to fail: it counts as one. */
export function countVitest(report) {
  if (!report) return { passed: 0, failed: 0 };
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}

/** An error outside a test (a file that could not be loaded) counts as one. */
export function countPlaywright(report) {
  if (!report) return { passed: 0, failed: 0 };
  const { expected, flaky, unexpected } = report.stats;
  return { passed: expected + flaky, failed: unexpected + report.errors.length };
}
