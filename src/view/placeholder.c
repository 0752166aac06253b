typedef int view_placeholder; /* until the first file of this layer stands */
