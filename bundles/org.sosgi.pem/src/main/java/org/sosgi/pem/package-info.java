/** Certificates with their keys in PEM files. A library that is copied into the bundles that use it. */
@Version("1.0.0")
package org.sosgi.pem;

import org.osgi.annotation.versioning.Version;
