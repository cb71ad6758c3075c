package org.sosgi.launcher.trust;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Something with named contents that may be signed as jars are: a jar file, or a bundle as the framework holds it. */
public interface Entries {

    /** Most entries that are looked at. */
    int MOST = 65_535;

    /** Returns the names as they are, those of folders with a slash at the end; a name that is there twice, twice. */
    List<String> names() throws IOException, NotTrustedException;

    InputStream open(String name) throws IOException;
}
