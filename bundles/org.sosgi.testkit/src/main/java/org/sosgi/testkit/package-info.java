/** Contract tests that every plugin of a kind must pass. Extend one in your bundle's tests and say how to reach your destination. */
@Export
@Version("1.0.0")
package org.sosgi.testkit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
