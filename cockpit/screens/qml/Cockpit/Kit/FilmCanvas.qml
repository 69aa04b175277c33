import QtQuick

// How GuardedVideo draws on the software back end.
FilmPicture {
    id: root

    ground: Theme.cinemaGround
}
