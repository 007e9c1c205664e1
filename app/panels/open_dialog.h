// The dialog that opens and saves: a path that is typed, what it could mean, and what was open lately.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/panels/file_looks.h"
#include "app/ui/text_field.h"

namespace pw {

struct OpenDialog {
    bool shown = false, saves = false;
    TextEdit edit;
    std::filesystem::path from;  // where relative paths begin
    Listing listing;
    std::string name;                // the last part of what is typed
    bool everything = false;         // nothing begins with it, so all of the folder is listed
    FileLook own;                    // what is to be saved
    std::optional<Problem> problem;  // why the folder can't be listed
    int mark = -1;                   // the entry that is meant; -1: what is typed
    int first = 0;                   // of the entries in view
    bool exists = false;             // a file of the typed path is there already
    bool folder_exists = false;
    FileLooks looks;
    std::string chosen_for;            // path of the array that was said …
    std::optional<Channels> channels;  // … how to be read

    static constexpr const char* field = "open/path";
    void begin(bool saving, const std::filesystem::path& start);
    void list();  // after the text changed
    const FolderEntry* marked() const;
    // What was said about this one.
    std::optional<Channels> channels_of(const std::string& path) const;
    // What Tab would add.
    std::string completion() const;
    void complete();
    void move_mark(int by, int rows);
    // Puts the entry in place of the typed part; what is in a folder comes next.
    void enter(const FolderEntry& entry);
    // The typed path as a file's; with .json when it is to be saved.
    std::filesystem::path typed_path() const;
    bool ready() const;  // whether Enter would do anything
};

}  // namespace pw
