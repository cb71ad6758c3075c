/**
 * OSGi features as files: read them, find their bundles. The launcher shares this package with the bundles through the
 * framework.
 */
@Export
@Version("1.0.0")
package org.sosgi.launcher.feature;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
