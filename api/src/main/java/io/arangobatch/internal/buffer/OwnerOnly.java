package io.arangobatch.internal.buffer;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The attributes with which a file is made that only its owner may read and write, in the way of its file system. */
final class OwnerOnly {

    private OwnerOnly() {}

    static FileAttribute<?>[] in(Path folder) throws IOException {
        FileSystem system = folder.getFileSystem();
        Set<String> views = system.supportedFileAttributeViews();
        if (views.contains("posix")) {
            return new FileAttribute<?>[] {
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            };
        }
        return views.contains("acl") ? new FileAttribute<?>[] {acl(system)} : new FileAttribute<?>[0];
    }

    private static FileAttribute<List<AclEntry>> acl(FileSystem system) throws IOException {
        UserPrincipal owner =
                system.getUserPrincipalLookupService().lookupPrincipalByName(System.getProperty("user.name"));
        List<AclEntry> entries = List.of(AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(owner)
                .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                .build());
        return new FileAttribute<>() {
            @Override
            public String name() {
                return "acl:acl";
            }

            @Override
            public List<AclEntry> value() {
                return entries;
            }
        };
    }
}
